import { notEmulatedText, type Problem } from '../../kit.ts'

/** Rejects a parameter that would change the answer but is not emulated. */
export function notEmulated(parameter: string, value?: string): Problem {
  return { kind: 'bad-request', message: notEmulatedText(parameter, value), parameter, code: 'brownout_not_emulated' }
}
