import type { Contender } from './contender.ts'
import { longStream, plain, shortStream, type Load } from './load.ts'
import { atLeast, atMost, type Target } from './report.ts'
import { aimock } from './servers/aimock.ts'
import { aimockProcess } from './servers/own-process.ts'
import { bareHttp } from './servers/bare-http.ts'
import { brownoutIntercept, brownoutServe, brownoutServer } from './servers/brownout.ts'
import { staticIntercept, staticServer } from './servers/static-handler.ts'

/** One contender compared with another. `times` is how much longer it takes; `rate` how many more answers it gives. */
export interface Comparison {
  readonly of: Contender
  readonly against: Contender
  readonly by: 'times' | 'rate'
  readonly targets: ReadonlyMap<Load, Target>
}

/** What calls are compared for, by the way in which brownout answers them. */
export const comparisons: Readonly<Record<'intercept' | 'setup-server' | 'serve', readonly Comparison[]>> = {
  intercept: [
    {
      of: brownoutIntercept,
      against: staticIntercept,
      by: 'times',
      targets: new Map([
        [plain, atMost(1.2)],
        [shortStream, atMost(1.2)],
        [longStream, atMost(1.2)],
      ]),
    },
    {
      of: brownoutIntercept,
      against: aimock,
      by: 'rate',
      targets: new Map([
        [plain, atLeast(2)],
        [shortStream, atLeast(1.7)],
        [longStream, atLeast(1.7)],
      ]),
    },
  ],
  'setup-server': [
    {
      of: brownoutServer,
      against: staticServer,
      by: 'times',
      targets: new Map([
        [plain, atMost(1.1)],
        [shortStream, atMost(1.3)],
        [longStream, atMost(1.3)],
      ]),
    },
  ],
  serve: [
    {
      of: brownoutServe,
      against: aimock,
      by: 'rate',
      targets: new Map([
        [plain, atLeast(1.3)],
        [shortStream, atLeast(1.3)],
      ]),
    },
    { of: brownoutServe, against: aimockProcess, by: 'rate', targets: new Map() },
    { of: brownoutServe, against: bareHttp, by: 'rate', targets: new Map() },
  ],
}
