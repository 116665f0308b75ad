import '#app/styles/tokens.css'
import '#app/styles/base.css'
import '#app/styles/layout.css'
import '#app/styles/components.css'
import '#app/styles/sealing.css'
import '#app/styles/assurance.css'
import './packer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { SealingTool } from './sealing-tool.tsx'

z.config({ jitless: true }) // the page's own policy forbids code made from text

const place = document.getElementById('tool')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <SealingTool />
    </StrictMode>,
  )
}
