import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('each-bad-input.ts', import.meta.url))

it('gives the reason for each module that it cannot explore, in a sentence, and what to do', async () => {
  const { OPENAI_API_KEY: _key, BROWNOUT_INCIDENT: _incident, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env })
  const results = JSON.parse(stdout) as [file: string, code: number, said: string][]
  expect(results.map(([, code]) => code)).toEqual(results.map(() => 2))
  expect(results.map(([file, , said]) => `${file}: ${said.replaceAll(fileURLToPath(new URL('bad/', import.meta.url)), '')}`))
    .toMatchInlineSnapshot(`
      [
        "there-is-no-such-file.ts: error: Cannot load there-is-no-such-file.ts: the file does not exist. Name the file that exports the function to call, such as ./src/ask.ts.",
        ".: error: Cannot load .: it is a folder. Name the file that exports the function to call, such as ./src/ask.ts.",
        "data.json: error: Cannot load data.json: Module "file://data.json" needs an import attribute of "type: json". Give the path of a .ts, .mts, .js or .mjs file.",
        "has-a-mistake.js: error: Cannot load has-a-mistake.js: The requested module './calls-no-provider.ts' does not provide an export named 'client' (file://has-a-mistake.js:2). Correct the mistake there.",
        "imports-a-missing-package.ts: error: Cannot load imports-a-missing-package.ts: Cannot find package 'a-package-that-is-not-installed' imported from imports-a-missing-package.ts. Install it (npm install a-package-that-is-not-installed), or if it is an alias of your tsconfig.json, import it by its path.",
        "throws-at-import.cjs: error: Cannot load throws-at-import.cjs: DATABASE_URL is not set. Set the environment variables that it reads, or read them in the function.",
        "calls-at-import.ts: error: calls-at-import.ts calls openai when it is imported, and explore imports it again for each run. Call it in the function that it exports, not at its top level.",
        "starts-a-server.ts: error: starts-a-server.ts starts a server when it is imported, and explore imports it again for each run. Start it in another file, and export the function that answers a request from a file of its own.",
        "starts-a-process.ts: error: starts-a-process.ts starts a process when it is imported, and explore imports it again for each run. Start it in the function that it exports.",
        "exits-at-import.ts: error: The app calls process.exit(3), which would end the search. Throw an error instead, and exit in the program's main file.",
        "no-function.ts: error: no-function.ts exports no function, but Assistant, model. Export one that calls the model and returns the answer: export async function ask(question: string) { ... }",
        "several-functions.ts: error: several-functions.ts exports several functions: ask, summarize. Choose one: --export ask",
        "several-functions.ts: error: Cannot call "sumarize" of several-functions.ts: the export does not exist. Did you mean "summarize"?",
        "never-settles.ts: error: ask("Where is my parcel?") never settles, even without a fault. Stuck at 1.8s of virtual time: nothing is left that could wake the program. The only call has ended, and no timer is set: it waits for something that never happens, such as a lock, a queue or an event. If the clock cannot see that work, wrap it in clock.real().",
        "calls-no-provider.ts: error: ask("Where is my parcel?") called no model provider, so there is nothing to make fail. If its provider has an address of its own, name it: --providers openai=<base URL>. If it needs other arguments to call a model, pass them: --with '["..."]'",
        "fails-by-itself.ts: error: ask("Where is my parcel?") fails without any fault: TypeError: Cannot read properties of undefined (reading 'question'). If it needs other arguments, pass them: --with '["..."]'",
        "handles-web-requests.ts: error: POST("Where is my parcel?") fails without any fault: TypeError: request.json is not a function. A handler of web requests takes a Request, which --with cannot pass. Export a function that takes the question, and name it: --export ask",
        "throws-in-a-callback.ts: error: The app threw an uncaught error: the response has no choices. Catch it in its callback, and reject the promise of the function with it. A module that starts a server, or reads from a socket, must do so in a function: explore imports it again for each run.",
        "calls-what-is-not-emulated.ts: error: The app calls https://api.replicate.com/v1/predictions (Replicate), which is not emulated, so nothing was sent. If it has the wire format of a provider, name that: --providers openai=https://api.replicate.com<path of its base URL>. Otherwise write a test with survives(), and answer it with an MSW handler.",
        "calls-an-unknown-provider.ts: error: The app calls https://api.sambanova.ai/v1/chat/completions, an unknown host, so nothing was sent. If it has OpenAI's wire format, name it: --providers openai=https://api.sambanova.ai/v1",
        "calls-an-unknown-host.ts: error: The app calls https://models.example/v1/chat/completions, an unknown host, so nothing was sent. If it has OpenAI's wire format, name it: --providers openai=https://models.example/v1",
        "calls-no-provider.ts: error: Cannot read --with Where is my parcel?: expected the arguments of the function as a JSON array, such as --with '["Where is my parcel?"]'.",
        "calls-no-provider.ts: error: Cannot emulate the provider "openia": there is none. Did you mean "openai"?",
        "exits-when-called.ts: error: The app calls process.exit(1), which would end the search. Throw an error instead, and exit in the program's main file.",
      ]
    `)
})
