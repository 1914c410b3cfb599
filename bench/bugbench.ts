import { anthropic, brownout, openai, type Chaos } from '../src/index.ts'
import { intercept } from '../src/msw/network.ts'
import { bugs } from '../test/bugbench/bugs.ts'
import { correctApps } from '../test/bugbench/correct-apps.ts'
import { hunt, runs } from '../test/bugbench/hunt.ts'

/** Each app has a seed of its own, so that what is found does not depend on what was tried before. */
async function within<Value>(name: string, use: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ seed: name, providers: [openai(), anthropic()] })
  const close = intercept({ handlers: chaos.handlers, knows: () => true, escaped: () => {} })
  try {
    return await use(chaos)
  } finally {
    close()
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

// One of the bugs is that nobody catches an error, and the process hears of it, too.
process.on('uncaughtException', () => {})

const foundIn: number[] = []
console.log(`${'bug'.padEnd(32)} found in run   faults`)
for (const { name, task, property } of bugs) {
  const failure = await within(name, (chaos) => hunt(chaos, task, [property]))
  if (failure !== undefined) foundIn.push(failure.foundIn)
  const found = failure === undefined ? 'not found' : String(failure.foundIn)
  console.log(`${name.padEnd(32)} ${found.padStart(12)}   ${failure?.plan.injections.map(({ fault }) => fault).join(', ') ?? ''}`)
}

const accused: string[] = []
const begin = performance.now()
for (const { name, task, properties } of correctApps) {
  const failure = await within(name, (chaos) => hunt(chaos, task, properties))
  if (failure !== undefined) accused.push(`${name} (${failure.property})`)
}
const perSecond = (correctApps.length * runs) / ((performance.now() - begin) / 1_000)

console.log(`
found                ${foundIn.length} of ${bugs.length}
median runs to find  ${median(foundIn)}
false alarms         ${accused.length} of ${correctApps.length}${accused.length === 0 ? '' : `: ${accused.join(', ')}`}
runs a second        ${perSecond.toFixed(0)}`)
