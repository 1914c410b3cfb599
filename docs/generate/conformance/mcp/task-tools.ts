import { z } from 'zod'
import { ProtocolError, type McpTool, type ToolContext } from '../../../../src/providers/mcp/index.ts'

const input = { type: 'object' } as const

/** Asks the user for one value in a form. */
async function formValue({ request }: ToolContext, member: string, name: string): Promise<unknown> {
  const requestedSchema = { type: 'object', properties: { [member]: { type: 'string' } }, required: [member] }
  const { content } = (await request('elicitation/create', { message: `Your ${member}?`, requestedSchema }, name)) as {
    readonly content?: Readonly<Record<string, unknown>>
  }
  return content?.[member]
}

/** Tools that run as tasks, and one that does not. */
export const taskTools = {
  greet: { description: 'Greets.', input: z.object({ name: z.string() }), run: ({ name }) => `Hello, ${name}!` } satisfies McpTool<
    z.ZodObject<{ name: z.ZodString }>
  >,
  slow_compute: {
    description: 'Takes its time.',
    task: 'optional',
    input: z.object({ seconds: z.number() }).loose(),
    async run({ seconds }, { wait }) {
      if (seconds > 0) await wait(seconds * 1_000)
      return `Computed for ${seconds} s.`
    },
  } satisfies McpTool<z.ZodObject<{ seconds: z.ZodNumber }>>,
  failing_job: {
    description: 'Fails.',
    task: 'required',
    input,
    async run(_input, { wait }) {
      await wait(1_000)
      throw new Error('The job has failed.')
    },
  } satisfies McpTool,
  protocol_error_job: {
    description: 'Breaks.',
    task: 'optional',
    input,
    run() {
      throw new ProtocolError(-32_603, 'The job has crashed.')
    },
  } satisfies McpTool,
  confirm_delete: {
    description: 'Asks before it deletes.',
    task: 'optional',
    input,
    run: async (_input, context) => `Deleted: ${String(await formValue(context, 'confirmation', 'confirm'))}`,
  } satisfies McpTool,
  multi_input: {
    description: 'Asks for two things.',
    task: 'optional',
    input,
    async run(_input, context) {
      const both = await Promise.all([formValue(context, 'name', 'first'), formValue(context, 'color', 'second')])
      return both.map(String).join(', ')
    },
  } satisfies McpTool,
  test_tool_with_task: {
    description: 'Asks for a name, then takes its time.',
    task: 'required',
    requestsBeforeTask: true,
    input,
    async run(_input, context) {
      const name = await formValue(context, 'name', 'user_name')
      await context.wait(100)
      return `Hello, ${String(name)}!`
    },
  } satisfies McpTool,
}
