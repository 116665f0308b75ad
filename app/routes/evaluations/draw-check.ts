/** A revealed draw made again from its seed, as a page shows it. */
export type DrawCheck = {
  seed: string
  agrees: boolean // hash and result come out the same again
  tickets: { expertId: string; name: string; ticket: string; place: number | null }[]
}
