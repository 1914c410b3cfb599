import { createService as createHardened } from '../../../../examples/tenants/hardened.ts'
import { createService as createNaive } from '../../../../examples/tenants/naive.ts'
import { textOf } from '../../../../src/engine/kit/conversation.ts'
import { answers, openai } from '../../../../src/index.ts'
import { marksWrongAnswers, isolatesTenants } from '../../../../src/property/index.ts'
import type { App, Scene } from '../scene.ts'

/** Many accounts, one after the other: a mix-up needs two. */
const accounts = Array.from({ length: 200 }, (_, index) => `account ${1_000 + index}`)

function appOf(create: typeof createNaive): App {
  return () => {
    const service = create()
    return () =>
      async ({ observe }) => {
        for (const tenant of accounts)
          await observe
            .task({ name: tenant, tenant, prompt: tenant }, () => service.ask(tenant, `What is the balance of ${tenant}?`))
            .catch(() => {})
      }
  }
}

/** Answers customers about their own accounts. */
export const tenants: Scene = {
  name: 'tenants',
  folders: ['examples/tenants'],
  what: 'a service for many tenants',
  behavior: 'each answer must begin with the reference of its request',
  providers: () => [openai()],
  answers: () =>
    answers.from((call) => {
      const [, reference = ''] = /Begin your answer with (\[.+?\])/.exec(textOf(call, 'system')) ?? []
      const [, account = ''] = /account (\d+)/.exec(textOf(call, 'user')) ?? []
      return `${reference} The balance of account ${account} is ${(Number(account) * 7) % 991} euros.`.trim()
    }),
  naive: appOf(createNaive),
  hardened: appOf(createHardened),
  properties: [isolatesTenants(), marksWrongAnswers()],
  tasks: 2,
  limit: 3_600_000,
}
