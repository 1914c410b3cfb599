import { z } from 'zod'
import { content, mcp, type ToolContext } from '../../../../src/providers/mcp/index.ts'
import { schemaTool } from './schema-tool.ts'
import { taskTools } from './task-tools.ts'

const image = {
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  mimeType: 'image/png',
}
const audio = { data: 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=', mimeType: 'audio/wav' }
const elicitation = (message: string, properties: object, required: readonly string[] = []): object => ({
  message,
  requestedSchema: { type: 'object', properties, required },
})
const sampling = (text: string, maxTokens = 100): object => ({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens })

/** Asks the user, and reports the result. */
async function elicited({ request }: ToolContext, params: object): Promise<string> {
  const { action, content: given } = await request('elicitation/create', params)
  return `Elicitation completed: action=${String(action)}, content=${JSON.stringify(given)}`
}

async function textOf(asked: Promise<Readonly<Record<string, unknown>>>): Promise<string> {
  const { content: block } = (await asked) as { readonly content?: { readonly text?: string } }
  return block?.text ?? ''
}

const asked = (context: ToolContext, message: string, member: string, name: string): Promise<unknown> =>
  context
    .request('elicitation/create', elicitation(message, { [member]: { type: member === 'ok' ? 'boolean' : 'string' } }, [member]), name)
    .then((answer) => (answer as { readonly content?: Readonly<Record<string, unknown>> }).content?.[member])

/** The server that the suite expects. */
export const fixtures = mcp({
  name: 'fixtures',
  url: 'http://fixtures.example/mcp',
  tools: {
    test_simple_text: { description: 'Text.', run: () => 'This is a simple text response for testing.' },
    test_image_content: { description: 'An image.', run: () => content({ type: 'image', ...image }) },
    test_audio_content: { description: 'Audio.', run: () => content({ type: 'audio', ...audio }) },
    test_embedded_resource: {
      description: 'A resource.',
      run: () =>
        content({
          type: 'resource',
          resource: { uri: 'test://embedded-resource', mimeType: 'text/plain', text: 'This is an embedded resource content.' },
        }),
    },
    test_multiple_content_types: {
      description: 'Several.',
      run: () =>
        content(
          { type: 'text', text: 'Multiple content types test:' },
          { type: 'image', ...image },
          {
            type: 'resource',
            resource: { uri: 'test://mixed-content-resource', mimeType: 'application/json', text: '{"test":"data","value":123}' },
          },
        ),
    },
    test_tool_with_logging: {
      description: 'Logs.',
      async run(_input, { log, wait }) {
        log('info', 'Tool execution started')
        await wait(50)
        log('info', 'Tool processing data')
        await wait(50)
        log('info', 'Tool execution completed')
        return 'Done.'
      },
    },
    test_logging_tool: {
      description: 'Logs.',
      run(_input, { log }) {
        log('info', 'Logged')
        return 'Done.'
      },
    },
    test_missing_capability: {
      description: 'Needs a model.',
      run: (_input, { request }) => textOf(request('sampling/createMessage', sampling('Hello'))),
    },
    test_streaming_elicitation: {
      description: 'Asks the user and reports its progress.',
      async run(_input, context) {
        context.progress(0, 1)
        return `Hello, ${String(await asked(context, 'What is your name?', 'name', 'user_name'))}!`
      },
    },
    test_error_handling: {
      description: 'Fails.',
      run() {
        throw new Error('This tool intentionally returns an error for testing')
      },
    },
    test_tool_with_progress: {
      description: 'Progress.',
      async run(_input, { progress, wait }) {
        for (const done of [0, 50, 100]) {
          progress(done, 100)
          await wait(50)
        }
        return 'Done.'
      },
    },
    test_sampling: {
      description: 'Sends a prompt to the model.',
      input: z.object({ prompt: z.string() }),
      run: async ({ prompt }, { request }) => `LLM response: ${await textOf(request('sampling/createMessage', sampling(prompt)))}`,
    },
    test_elicitation: {
      description: 'Asks the user.',
      input: z.object({ message: z.string() }),
      async run({ message }, { request }) {
        const properties = { username: { type: 'string' }, email: { type: 'string' } }
        return `User response: ${JSON.stringify(await request('elicitation/create', elicitation(message, properties, ['username', 'email'])))}`
      },
    },
    test_elicitation_sep1034_defaults: {
      description: 'Asks with defaults.',
      run: (_input, context) =>
        elicited(
          context,
          elicitation('Your details?', {
            name: { type: 'string', default: 'John Doe' },
            age: { type: 'integer', default: 30 },
            score: { type: 'number', default: 95.5 },
            status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
            verified: { type: 'boolean', default: true },
          }),
        ),
    },
    test_elicitation_sep1330_enums: {
      description: 'Asks for a choice.',
      run: (_input, context) => elicited(context, elicitation('Your choice?', choices)),
    },
    test_input_required_result_elicitation: {
      description: 'Asks for a name.',
      run: async (_input, context) => `Hello, ${String(await asked(context, 'What is your name?', 'name', 'user_name'))}!`,
    },
    test_input_required_result_sampling: {
      description: 'Asks for a capital.',
      run: (_input, { request }) =>
        textOf(request('sampling/createMessage', sampling('What is the capital of France?'), 'capital_question')),
    },
    test_input_required_result_list_roots: {
      description: 'Requests the roots.',
      run: async (_input, { request }) => JSON.stringify(await request('roots/list', {}, 'client_roots')),
    },
    test_input_required_result_request_state: {
      description: 'Keeps a state.',
      run: async (_input, context) => `state-ok ${String(await asked(context, 'Please confirm', 'ok', 'confirm'))}`,
    },
    test_input_required_result_tampered_state: {
      description: 'Keeps a state.',
      run: async (_input, context) => `state-ok ${String(await asked(context, 'Please confirm', 'ok', 'confirm'))}`,
    },
    test_input_required_result_multiple_inputs: {
      description: 'Asks for several things.',
      async run(_input, context) {
        const { request } = context
        const all = await Promise.all([
          asked(context, 'What is your name?', 'name', 'user_name'),
          request('sampling/createMessage', sampling('Generate a greeting', 50), 'greeting'),
          request('roots/list', {}, 'client_roots'),
        ])
        return JSON.stringify(all)
      },
    },
    test_input_required_result_multi_round: {
      description: 'Asks twice.',
      async run(_input, context) {
        const name = await asked(context, 'Step 1: What is your name?', 'name', 'step1')
        const color = await asked(context, 'Step 2: What is your favorite color?', 'color', 'step2')
        return `${String(name)} likes ${String(color)}.`
      },
    },
    test_input_required_result_capabilities: {
      description: 'Requests each kind of input that the client supports.',
      run: async (_input, { request }) =>
        `LLM response: ${await textOf(request('sampling/createMessage', sampling('Generate a greeting', 50), 'greeting'))}`,
    },
    json_schema_2020_12_tool: schemaTool,
    ...taskTools,
    test_trigger_tool_change: { description: 'Announces other tools.', run: (_input, { server }) => server.announce('tools') },
    test_trigger_prompt_change: { description: 'Announces other prompts.', run: (_input, { server }) => server.announce('prompts') },
    test_parameter_header: {
      description: 'Has an argument in a header.',
      input: { type: 'object', properties: { region: { type: 'string', 'x-mcp-header': 'Region' } }, required: ['region'] },
      run: ({ region }) => `Region: ${String(region)}`,
    },
  },
  resources: {
    'test://static-text': {
      name: 'Static text',
      description: 'Text.',
      mimeType: 'text/plain',
      text: 'This is the content of the static text resource.',
    },
    'test://static-binary': { name: 'Static bytes', description: 'Bytes.', mimeType: 'image/png', blob: image.data },
    'test://template/{id}/data': {
      name: 'Template',
      description: 'By ID.',
      mimeType: 'application/json',
      text: '{"id":"{id}","templateTest":true,"data":"Data for ID: {id}"}',
    },
    'test://watched-resource': { name: 'Watched', description: 'Text.', mimeType: 'text/plain', text: 'Watched.' },
  },
  prompts: {
    test_simple_prompt: { description: 'Simple.', text: 'This is a simple prompt for testing.' },
    test_prompt_with_arguments: {
      description: 'With arguments.',
      arguments: [
        { name: 'arg1', description: 'First', required: true, values: ['paris', 'park', 'party'] },
        { name: 'arg2', description: 'Second', required: true },
      ],
      text: "Prompt with arguments: arg1='{arg1}', arg2='{arg2}'",
    },
    test_prompt_with_embedded_resource: {
      description: 'With a resource.',
      arguments: [{ name: 'resourceUri', description: 'Which one', required: true }],
      content: [
        { type: 'resource', resource: { uri: '{resourceUri}', mimeType: 'text/plain', text: 'Embedded resource content for testing.' } },
      ],
      text: 'Please process the embedded resource above.',
    },
    test_prompt_with_image: {
      description: 'With an image.',
      content: [{ type: 'image', ...image }],
      text: 'Please analyze the image above.',
    },
  },
})

const options = ['option1', 'option2', 'option3']
const titled = (noun: string): readonly object[] =>
  ['First', 'Second', 'Third'].map((title, index) => ({ const: `value${index + 1}`, title: `${title} ${noun}` }))

const choices = {
  untitledSingle: { type: 'string', enum: options },
  titledSingle: { type: 'string', oneOf: titled('Option') },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['Option One', 'Option Two', 'Option Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
  titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
}
