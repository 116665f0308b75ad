import { expect, test } from 'vitest'
import { passphraseProblem } from '#app/components/sealing/passphrase.ts'

test('a passphrase has ten characters, Chinese ones counted each', () => {
  expect(passphraseProblem('abcdefghi', 'abcdefghi')).toBe('too-short')
  expect(passphraseProblem('abcdefghij', 'abcdefghij')).toBeUndefined()
  expect(passphraseProblem('春眠不觉晓处处闻啼', '')).toBe('too-short')
  expect(passphraseProblem('春眠不觉晓处处闻啼鸟', '春眠不觉晓处处闻啼鸟')).toBeUndefined()
})

test('digits alone and few different characters are too simple', () => {
  for (const simple of ['1234567890123', 'aaaaaaaaaaaa', 'ababababababc'])
    expect(passphraseProblem(simple, simple)).toBe('too-simple')
})

test('both fields must say the same', () => {
  expect(passphraseProblem('correct horse', 'correct Horse')).toBe('differs')
})
