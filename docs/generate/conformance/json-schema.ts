import { strict as assert } from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { shaped } from '../../../src/answers/schema/index.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import { violationOf } from '../../../src/engine/kit/schema/violation.ts'
import type { JsonSchema } from '../../../src/engine/model/call.ts'
import { runCases, type Exception, type Suite } from './suite.ts'

/** A schema of the JSON-Schema-Test-Suite with valid and invalid values. */
interface Group {
  readonly description: string
  readonly schema: JsonSchema
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[]
}

const folder = join(dirname(createRequire(import.meta.url).resolve('json-schema-test-suite/package.json')), 'tests/draft4')

/** The groups of one file. Draft 4 is the newest draft in the package. */
function groupsIn(file: string): readonly Group[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[]
}

const groups = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => groupsIn(file).map((group) => ({ ...group, name: `${file.replace('.json', '')}: ${group.description}` })))

const seeds = ['tuesday', 'friday', 'sunday']

const elsewhere: Exception = {
  cases: /^refRemote: |^definitions: valid|^ref: remote ref/,
  reason: 'the schema refers to a document outside itself; providers load none, so a request must be complete',
}

/** Our schema validation against the published results. */
export const jsonSchemaJudge: Suite = {
  name: 'JSON-Schema-Test-Suite, draft 4: values judged',
  package: 'json-schema-test-suite',
  source: 'https://github.com/json-schema-org/JSON-Schema-Test-Suite',
  exceptions: [elsewhere],
  run: () =>
    runCases(
      Object.fromEntries(
        groups.flatMap(({ name, schema, tests }) =>
          tests.map(({ description, data, valid }) => [
            `${name}: ${description}`,
            () => assert.equal(violationOf(data, schema) === undefined, valid),
          ]),
        ),
      ),
    ),
}

// Draft 7 reads draft 4 schemas, apart from the exceptions below. A schema of the suite can have keywords unknown to ajv.
const ajv = new Ajv({ strict: false, validateSchema: false })

/** Values generated for the suite's schemas, checked with ajv. Schemas without a valid value in the suite are skipped. */
export const jsonSchemaAnswers: Suite = {
  name: 'JSON-Schema-Test-Suite, draft 4: answers made, judged by `ajv`',
  package: 'ajv',
  source: 'https://github.com/json-schema-org/JSON-Schema-Test-Suite',
  exceptions: [elsewhere, { cases: /exclusiveM/, reason: '`ajv` does not read the exclusive bounds of draft 4' }],
  run: () =>
    runCases(
      Object.fromEntries(
        groups
          .filter(({ tests }) => tests.some(({ valid }) => valid))
          .map(({ name, schema }) => [
            name,
            () => {
              for (const seed of seeds) assert.equal(ajv.validate(schema as object, shaped(schema, randomFrom(seed))), true)
            },
          ]),
      ),
    ),
}
