import { expect, test } from 'vitest'
import {
  type NamedMember,
  type SittingMember,
  changeCommittee,
} from '#app/domain/evaluation/change-committee.ts'
import { awaitsEvaluation, isCommitteePublic } from '#app/domain/evaluation/committee.ts'

const sits = (
  expertId: string,
  drawNumber: number | null,
  conflict: boolean | null = false,
): SittingMember => ({ expertId, kind: 'expert', drawNumber, conflict, conflictReason: null })

const names = (...ids: string[]): NamedMember[] =>
  ids.map((expertId) => ({ expertId, kind: 'expert', chair: false }))

const representative: NamedMember = {
  expertId: 'own',
  kind: 'procuring-entity-representative',
  chair: false,
}

function change(
  named: readonly NamedMember[],
  sitting: readonly SittingMember[],
  {
    formerMemberIds = [],
    scoringSigned = false,
  }: { formerMemberIds?: string[]; scoringSigned?: boolean } = {},
) {
  const decision = changeCommittee(named, { sitting, formerMemberIds, scoringSigned })
  return decision.ok
    ? {
        joining: decision.value.joining.map(({ expertId }) => expertId),
        leaving: decision.value.leaving.map(({ expertId }) => expertId),
      }
    : decision.refusal
}

test('without a draw the named ones sit and the others leave', () => {
  expect(change(names('a', 'b'), [])).toEqual({ joining: ['a', 'b'], leaving: [] })
  expect(change(names('a', 'c'), [sits('a', null), sits('b', null)])).toEqual({
    joining: ['c'],
    leaving: ['b'],
  })
})

test('a draw is not corrected by choice: all the drawn sit and no other expert', () => {
  const drawn = [sits('a', 1), sits('b', 1)]
  expect(change(names('a', 'b', 'c'), drawn)).toBe('not-drawn')
  expect(change(names('a'), drawn)).toBe('drawn-left-out')
  expect(change([...names('a', 'b'), representative], drawn)).toEqual({
    joining: ['own'],
    leaving: [],
  })
})

test('a recused member leaves and neither they nor a removed one come back', () => {
  const sitting = [sits('a', 1), sits('b', 1, true)]
  expect(change(names('a'), sitting)).toEqual({ joining: [], leaving: ['b'] })
  expect(change(names('a', 'b'), sitting)).toBe('recused')
  expect(change(names('a', 'x'), [sits('a', null)], { formerMemberIds: ['x'] })).toBe('was-removed')
})

test('once a sheet is signed only a recused member leaves', () => {
  const sitting = [sits('a', null), sits('b', null), sits('c', null, true)]
  expect(change(names('a'), sitting, { scoringSigned: true })).toBe('scoring-signed')
  expect(change(names('a', 'b', 'd'), sitting, { scoringSigned: true })).toEqual({
    joining: ['d'],
    leaving: ['c'],
  })
})

test('a committee is at work until every living lot has its report, and public with the last award', () => {
  const lot = (overrides: object) => ({
    failed: false,
    evaluated: false,
    awarded: false,
    ...overrides,
  })
  expect(awaitsEvaluation([lot({ evaluated: true }), lot({})])).toBe(true)
  expect(awaitsEvaluation([lot({ evaluated: true }), lot({ failed: true })])).toBe(false)
  expect(isCommitteePublic([lot({ awarded: true }), lot({ evaluated: true })])).toBe(false)
  expect(isCommitteePublic([lot({ awarded: true }), lot({ failed: true })])).toBe(true)
  expect(isCommitteePublic([lot({ failed: true })])).toBe(false)
})
