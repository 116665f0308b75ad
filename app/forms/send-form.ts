export type SentForm = { status: number; body: unknown } // body: undefined when it was no JSON

/** Sends a form with its file from a page’s script, telling how much has gone out. */
export function sendForm(
  address: string,
  form: FormData,
  onSent: (bytes: number, total: number) => void,
): Promise<SentForm> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch does not tell how much was sent
    request.open('POST', address)
    request.upload.onprogress = ({ loaded, total }) => onSent(loaded, total)
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) })
    request.onerror = () => reject(new Error('the connection was cut'))
    request.send(form)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
