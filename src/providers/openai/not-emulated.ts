import { notEmulatedText, type Problem } from '../../kit.ts'

/** Refuses a parameter that would change the answer and that is not emulated. */
export function notEmulated(parameter: string, value?: string): Problem {
  return { kind: 'bad-request', message: notEmulatedText(parameter, value), parameter, code: 'brownout_not_emulated' }
}
