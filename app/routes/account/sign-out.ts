import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { endSession } from '#app/auth/session.server.ts'

export function loader() {
  return redirect('/')
}

export async function action({ request }: ActionFunctionArgs) {
  return redirect('/', { headers: { 'Set-Cookie': await endSession(request) } })
}
