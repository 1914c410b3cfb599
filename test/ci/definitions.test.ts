import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { program } from '../../src/cli/program.ts'

const root = new URL('../../', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8')

interface Manifest {
  readonly files: readonly string[]
  readonly bin: { readonly brownout: string }
}
const { files, bin } = JSON.parse(textOf('package.json')) as Manifest

const stepSchema = z
  .strictObject({
    id: z.string().optional(),
    if: z.string().optional(),
    uses: z.string().optional(),
    run: z.string().optional(),
    shell: z.string().optional(),
    env: z.record(z.string(), z.string()).optional(),
    with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), { message: 'a step uses an action or runs a command' })

const actionSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(stepSchema) }),
})

const jobSchema = z.strictObject({ 'runs-on': z.string(), strategy: z.unknown().optional(), steps: z.array(stepSchema) })
const composeSchema = z.strictObject({
  services: z.strictObject({
    brownout: z.strictObject({ build: z.string(), command: z.string(), user: z.string(), volumes: z.array(z.string()) }),
    app: z.strictObject({
      build: z.string(),
      environment: z.record(z.string(), z.string()),
      depends_on: z.strictObject({ brownout: z.strictObject({ condition: z.literal('service_healthy') }) }),
    }),
  }),
})
const workflowSchema = z.union([z.strictObject({ jobs: z.record(z.string(), jobSchema) }), z.strictObject({ steps: z.array(stepSchema) })])

function actionOf(): z.output<typeof actionSchema> {
  return actionSchema.parse(parse(textOf('action.yml')))
}

function blocksOf(file: string, language: string): string[] {
  return [...textOf(file).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block!)
}

/** Each verb of brownout in a text, with its options. */
function verbsIn(text: string): { readonly verb: string; readonly options: readonly string[] }[] {
  return [
    ...text
      .replaceAll('\\\n', ' ')
      .matchAll(/(?:npx brownout|docker run .* brownout|docker exec \S+ brownout|^ +command:|main\.js"?\]?) +([a-z]+)([^\n]*)/gm),
  ].map(([, verb, rest]) => ({
    verb: verb!,
    options: [...rest!.split(' -- ')[0]!.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option!),
  }))
}

describe('the action', () => {
  it('uses only inputs that it has, and no input within a command', () => {
    const { inputs, runs } = actionOf()
    const used = [...textOf('action.yml').matchAll(/\binputs\.(\w+)/g)].map(([, name]) => name!)
    expect(new Set(used)).toEqual(new Set(Object.keys(inputs)))
    for (const { run, shell } of runs.steps) {
      expect(run).not.toContain('${{')
      expect(shell).toBe('bash')
    }
  })

  it('is in the package, with what it runs', () => {
    expect(files).toContain('action.yml')
    expect(textOf('action.yml')).toContain(`"$GITHUB_ACTION_PATH/${bin.brownout.replace('./', '')}"`)
  })

  it('starts a server, puts its base URLs into the environment, and stops it with a summary', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'brownout-action-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const main = join(folder, bin.brownout)
    mkdirSync(dirname(main), { recursive: true })
    writeFileSync(main, `import ${JSON.stringify(new URL('src/cli/main.ts', root).href)}\n`)
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const [start, stop] = actionOf().runs.steps
    const env = {
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
      OPTIONS: '--port 0 --fault overloaded:first=1',
      GITHUB_ENV: join(folder, 'env'),
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_ACTION_PATH: folder,
      RUNNER_TEMP: folder,
    }
    const step = (script: string | undefined, own: object = {}): { readonly status: number | null; readonly stderr: string } =>
      // As the runner of GitHub starts bash.
      spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script!], { env: { ...env, ...own }, encoding: 'utf8' })

    expect(step(start!.run)).toMatchObject({ status: 0 })
    const variables = readFileSync(env.GITHUB_ENV, 'utf8')
    const baseUrl = /^OPENAI_BASE_URL=(\S+)$/m.exec(variables)?.[1]
    const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
    const headers = { authorization: 'Bearer test', 'content-type': 'application/json' }
    const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', headers, body })
    expect(response.status).toBe(503)
    expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toBe(`directory=${folder}/brownout\n`)

    expect(step(stop!.run)).toMatchObject({ status: 0 })
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(/^### brownout\n```text\n[\s\S]*Fired\n {2}overloaded[\s\S]*```\n$/)
    expect(JSON.parse(readFileSync(join(folder, 'brownout/incident.json'), 'utf8'))).toMatchObject({ format: 'brownout-incident' })

    expect(step(start!.run, { OPTIONS: '--fault overlaoded' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('overloaded') as string,
    })
  })
})

/** The instructions of the Dockerfile: their names, and their words. */
const instructions = textOf('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^([A-Z]+) (.+)$/.exec(line)?.slice(1) as [string, string])

describe('the Dockerfile', () => {
  it('has instructions that Docker knows', () => {
    const known = new Set(['FROM', 'WORKDIR', 'COPY', 'RUN', 'USER', 'EXPOSE', 'ENV', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'])
    expect(instructions.map(([name]) => name).filter((name) => !known.has(name))).toEqual([])
    expect(instructions[0]![0]).toBe('FROM')
  })

  it('is in the package, and copies only what is there', () => {
    // npm puts these into every package.
    const always = ['package.json', 'README.md', 'LICENSE']
    const copied = instructions.filter(([name]) => name === 'COPY').flatMap(([, words]) => words.split(' ').slice(0, -1))
    expect(copied.filter((source) => !always.includes(source) && !files.includes(source))).toEqual([])
    expect(always.filter((file) => !existsSync(new URL(file, root)))).toEqual([])
    expect(files).toContain('Dockerfile')
  })

  it('runs the command of the package', () => {
    const entry = instructions.find(([name]) => name === 'ENTRYPOINT')![1]
    expect(JSON.parse(entry)).toEqual(['node', join('/brownout', bin.brownout)])
    const health = /CMD (.+)$/.exec(instructions.find(([name]) => name === 'HEALTHCHECK')![1])![1]!
    expect((JSON.parse(health) as string[])[0]).toBe('node')
  })

  it('runs as a user without rights, and listens for other machines', () => {
    expect(instructions).toContainEqual(['USER', 'node'])
    const [verb] = JSON.parse(instructions.find(([name]) => name === 'CMD')![1]) as [string]
    const host = program()
      .commands.find((command) => command.name() === verb)!
      .options.find(({ long }) => long === '--host')!
    expect(instructions).toContainEqual(['ENV', `${host.envVar}=0.0.0.0`])
  })
})

const yamlBlocks = blocksOf('docs/ci.md', 'yaml')
const workflows = yamlBlocks.filter((block) => !block.startsWith('services:'))

describe('docs/ci.md', () => {
  it.each(workflows)('has a workflow that can be read: %#', (block) => {
    expect(workflowSchema.safeParse(parse(block)).error).toBeUndefined()
  })

  it('gives the action only inputs that it has', () => {
    const own = workflows
      .flatMap((block) => {
        const workflow = workflowSchema.parse(parse(block))
        return 'jobs' in workflow ? Object.values(workflow.jobs).flatMap(({ steps }) => steps) : workflow.steps
      })
      .filter(({ uses }) => uses === './node_modules/brownout')
    expect(own).toHaveLength(2)
    for (const { with: given = {} } of own) expect(Object.keys(actionOf().inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
  })

  it('has an app that waits for the health check of the image, and calls the port that the image exposes', () => {
    const block = yamlBlocks.find((each) => !workflows.includes(each))
    const { brownout, app } = composeSchema.parse(parse(block!)).services
    expect([brownout.build, app.environment['OPENAI_BASE_URL']]).toEqual(['./node_modules/brownout', 'http://brownout:4600/openai/v1'])
    const directory = instructions.findLast(([name]) => name === 'WORKDIR')![1]
    expect(brownout.volumes).toEqual([`./test/brownout:${directory}`])
    expect(instructions).toContainEqual(['EXPOSE', '4600'])
    expect(instructions.map(([name]) => name)).toContain('HEALTHCHECK')
  })

  it.each(['docs/ci.md', 'action.yml'])('calls brownout with options that it has: %s', (file) => {
    const verbs = verbsIn(textOf(file))
    expect(verbs.length).toBeGreaterThan(0)
    for (const { verb, options } of verbs) {
      const command = program().commands.find((each) => each.name() === verb)
      expect(command).toBeDefined()
      expect(command!.options.map(({ long }) => long)).toEqual(expect.arrayContaining([...options]))
    }
  })
})
