import { type Params } from '@remix-run/react'
import { hasControlCharacter } from '#app/forms/control-characters.ts'

/** A part of the address that the route table promises. */
export function param(params: Params, name: string): string {
  const value = params[name]
  if (!value) throw new Error(`app/routes.ts gives this route no :${name}`)
  if (hasControlCharacter(value)) return notFound('没有这个页面')
  return value
}

/** Ends the request as a page that is not there, or not the viewer's to know of. */
export function notFound(message: string): never {
  throw new Response(message, { status: 404 })
}

/** The page number in the address, from 1. */
export function pageNumber(url: URL): number {
  const page = Number(url.searchParams.get('page') ?? '1')
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}
