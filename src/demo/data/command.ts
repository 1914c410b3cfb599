import { shellWord } from '../../engine/base/shell.ts'
import type { StartData } from './demo-data.ts'

/** The command that makes a page which starts here. A customer is named unless it is the first. */
export function commandFor({ recipe, seed, customer, off }: StartData, options: string): string {
  return [
    `npx brownout demo --open${options} --recipe ${recipe} --seed ${shellWord(seed, 'linux')}`,
    ...(off.length === 0 ? [] : [`--without ${off.join(',')}`]),
    ...(customer === 1 ? [] : [`--customer ${customer}`]),
  ].join(' ')
}
