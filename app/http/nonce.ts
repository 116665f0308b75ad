import { createContext } from 'react'

/** The request's script nonce, from the server's render down to the document. */
export const NonceContext = createContext('')
