import { silencing } from '../matrix/silence.ts'
import { trophies } from './trophies.ts'

const [name] = process.argv.slice(2)
const { log, error: complain } = console
silencing()

const chosen = trophies.filter((trophy) => name === undefined || trophy.name === name)
if (chosen.length === 0) throw new Error(`No trophy is named "${name}". TROPHIES.md lists them.`)

let changed = 0
for (const trophy of chosen) {
  const seen = await trophy.reproduce().catch((error: unknown) => `it cannot be reproduced: ${String(error)}`)
  if (seen === trophy.happened) log(`reproduced: ${trophy.name}: ${seen}`)
  else {
    changed++
    complain(`changed: ${trophy.name}\n  expected to see: ${trophy.happened}\n  seen:            ${seen}`)
  }
}
log(`${chosen.length - changed} of ${chosen.length} reproduced`)
// What a client has left open, such as a timer, must not keep the process alive.
process.exit(changed === 0 ? 0 : 1)
