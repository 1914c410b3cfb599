import { malformedKeyword, type MalformedKeyword } from '../../engine/kit/schema/malformed.ts'
import type { Ask } from '../../engine/model/call.ts'
import type { Problem } from '../../engine/model/problem.ts'

/** A JSON Schema that no provider accepts: of a tool, by its name and number, or of the output format. */
export interface MalformedSchema extends MalformedKeyword {
  readonly tool?: string
  readonly index?: number
  /** The name of the output format. */
  readonly output?: string
}

/** The first malformed schema of a request. */
export function malformedSchemaIn({ tools, output }: Ask): MalformedSchema | undefined {
  for (const [index, { name, parameters }] of tools.entries()) {
    const found = malformedKeyword(parameters)
    if (found !== undefined) return { ...found, tool: name, index }
  }
  const found = output?.schema === undefined ? undefined : malformedKeyword(output.schema)
  return found === undefined ? undefined : { ...found, output: output!.name }
}

/** OpenAI's wording, from Python's jsonschema, as in https://community.openai.com/t/invalid-schema-for-function/. */
export function malformedSchema({ tool, index, output, path, value, expected }: MalformedSchema): Problem {
  const what = tool === undefined ? `response_format '${output}'` : `function '${tool}'`
  const written = JSON.stringify(value)
  const reason =
    expected === 'type'
      ? `${written} is not valid under any of the given schemas`
      : `${written} is not of type '${named[expected] ?? expected}'`
  const context =
    path.length === 0
      ? ''
      : `In context=(${path
          .slice(0, -1)
          .map((step) => `'${step}', `)
          .join('')}), `
  return {
    kind: 'bad-request',
    message: `Invalid schema for ${what}: ${context}${expected === 'regex' ? `${written} is not a 'regex'` : reason}.`,
    parameter: tool === undefined ? 'response_format' : `tools[${index}].function.parameters`,
    code: tool === undefined ? null : 'invalid_function_parameters',
  }
}

const named: Readonly<Partial<Record<MalformedKeyword['expected'], string>>> = { schema: "object', 'boolean" }
