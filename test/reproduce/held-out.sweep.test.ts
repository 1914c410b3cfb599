import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readMatrix } from '../../bench/matrix/files.ts'
import { errorsOf } from '../../bench/matrix/symptoms.ts'
import { cluesIn } from '../../src/reproduce/clues.ts'
import { likeliest } from '../../src/reproduce/likeliest.ts'
import { symptomsOf, type ObservedError } from '../../src/reproduce/symptom-index.ts'

const matrix = readMatrix()!
const errors = errorsOf(matrix)
const packages = new Map(matrix.clients.map((client) => [client.name, Object.keys(client.packages)[0]]))
const page = readFileSync(new URL('../../docs/reproduce.md', import.meta.url), 'utf8')

/** The shares of errors whose fault is the first, and among the first three, if nothing of the same group is known. */
function shares(groupOf: (error: ObservedError) => unknown): readonly string[] {
  const places = [...Map.groupBy(errors, groupOf)].flatMap(([group, own]) => {
    const symptoms = symptomsOf(errors.filter((error) => groupOf(error) !== group))
    return own.map(({ text, fault }) => likeliest(cluesIn(text), symptoms).findIndex((candidate) => candidate.fault === fault))
  })
  return [1, 3].map((first) => percent(places.filter((place) => place >= 0 && place < first).length))
}

function percent(count: number): string {
  return `${((100 * count) / errors.length).toFixed(1)}%`
}

it('is as good for clients and packages that it does not know as on the page', () => {
  const [byClient, byPackage] = [shares(({ client }) => client), shares(({ client }) => packages.get(client))]
  expect(page).toContain(`| without the errors of the same client | ${byClient.join(' | ')} |`)
  expect(page).toContain(`| without the errors of the same package | ${byPackage.join(' | ')} |`)
}, 180_000)
