import { quotaExhausted } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { sleep } from '../../../apps.ts'
import { ask, askOther } from '../../client.ts'
import type { App, CheckCase } from '../../judged.ts'

/** Tries again a few times while a check of the error allows it, after as many ms as are given. */
function retrying(
  mayPass: (error: { readonly status?: number; readonly code?: string; readonly type?: string }) => boolean,
  retries: number,
  wait = 1_000,
): App {
  return () => async () => {
    for (let retry = 0; ; retry++)
      try {
        return (await ask('Where is my parcel?')).text
      } catch (error) {
        if (retry === retries || !mayPass(error as { readonly status?: number })) throw error
        await sleep(wait)
      }
  }
}

/** Apps whose account runs dry. */
export const quotaCases = {
  'exhausted-quota-not-retried': {
    search: { faults: faultsOf(quotaExhausted) },
    grade: 'remark',
    wrong: {
      'takes every 429 for a rate limit': retrying(({ status }) => status === 429, 4),
      'knows only the code of former years': retrying(({ status, code }) => status === 429 && code !== 'insufficient_quota', 4),
    },
    right: {
      'reads the type of the error': retrying(({ status, type }) => status === 429 && type !== 'insufficient_quota', 4),
      'retries as often as the SDKs do': retrying(({ status }) => status === 429, 2),
      'works at night, and has time': retrying(() => true, 6, 900_000),
      'falls back': () => () =>
        ask('Where is my parcel?').then(
          ({ text }) => text,
          () => askOther('Where is my parcel?'),
        ),
    },
  },
} satisfies Record<string, CheckCase>
