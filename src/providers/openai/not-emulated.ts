import type { Problem } from '../../kit.ts'

/** Refuses a parameter that would change the answer and that is not emulated, so that an app never takes its absence for an answer. */
export function notEmulated(parameter: string, value?: string): Problem {
  const named = value === undefined ? `'${parameter}'` : `'${value}' in '${parameter}'`
  return {
    kind: 'bad-request',
    message: `brownout does not emulate ${named}. Answer this call yourself with answers.from(...), and leave it out in the test.`,
    parameter,
    code: 'brownout_not_emulated',
  }
}
