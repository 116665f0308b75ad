// fast-check prints a bigint counterexample through JSON in some reporters.
Object.assign(BigInt.prototype, {
  toJSON(this: bigint) {
    return `${this}n`
  },
})
