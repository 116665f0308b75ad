import { type RouteConfig, route } from '@remix-run/route-config'

/** Every URL of the product, one line each: the table of contents. */
export default [
  // public

  // account and administration

  // tenders

  // bids

  // openings

  // evaluations and awards

  // contracts and premiums

  // settlements

  // audit
] satisfies RouteConfig
