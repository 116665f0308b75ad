import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type Plugin, build } from 'vite'

type BuiltFile = { fileName: string; content: string }

/** Builds the offline sealing tool beside the portal's own scripts, in the same run. */
export function packerPlugin(fileName: string): Plugin {
  let place: { root: string; client: string } | undefined
  return {
    name: 'gongji-packer',
    apply: 'build',
    configResolved({ root, build: { ssr, outDir } }) {
      place = ssr ? undefined : { root, client: path.resolve(root, outDir) }
    },
    async closeBundle() {
      if (!place) return
      const page = await buildPacker(place.root)
      fs.writeFileSync(path.join(place.client, fileName), page)
      const sha256 = createHash('sha256').update(page).digest('hex')
      this.info(`${fileName} ${Math.round(Buffer.byteLength(page) / 1024)} KiB, SHA-256 ${sha256}`)
    },
  }
}

/** The offline sealing tool as one HTML page that loads nothing and may connect nowhere. */
export async function buildPacker(root: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    // Whatever NODE_ENV says here, the tool must come out the same.
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: {
      write: false,
      target: 'es2022',
      cssCodeSplit: false,
      rollupOptions: {
        input: path.join(root, 'app/packer/main.tsx'),
        output: { format: 'iife', inlineDynamicImports: true },
        onwarn: (warning, warn) => {
          if (warning.code !== 'INVALID_ANNOTATION') warn(warning) // zod's comments, of no effect
        },
      },
    },
    esbuild: { jsx: 'automatic', jsxDev: false, legalComments: 'none' },
  })
  const files = builtFiles(built)
  return writePage(contentOf(files, '.js'), contentOf(files, '.css'))
}

function builtFiles(built: Awaited<ReturnType<typeof build>>): BuiltFile[] {
  const outputs = Array.isArray(built) ? built : [built]
  return outputs.flatMap((output) =>
    'output' in output
      ? output.output.map((file) => ({
          fileName: file.fileName,
          content: file.type === 'chunk' ? file.code : String(file.source),
        }))
      : [],
  )
}

/** @throws when the tool would need more than one script or style: it could not be one page */
function contentOf(files: readonly BuiltFile[], ending: string): string {
  const [file, ...others] = files.filter(({ fileName }) => fileName.endsWith(ending))
  if (!file || others.length > 0) throw new Error(`the packer must give exactly one ${ending} file`)
  return file.content.trim()
}

function writePage(code: string, style: string): string {
  // In a script only these end it or start a comment; in code both stand in texts alone.
  const script = code.replaceAll(/<(?=\/script|!--)/gi, '\\x3c')
  if (/\r|\0/.test(script + style)) throw new Error('a browser would read this as other bytes')
  const policy = [
    `default-src 'none'`,
    `script-src '${hashSource(script)}'`,
    `style-src '${hashSource(style)}'`,
    `img-src data: blob:`,
    `connect-src 'none'`,
    `form-action 'none'`,
    `base-uri 'none'`,
  ].join('; ')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>共济离线密封工具</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="tool"><noscript>离线密封工具需要启用 JavaScript。</noscript></div>
<script>${script}</script>
</body>
</html>
`
}

function hashSource(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`
}
