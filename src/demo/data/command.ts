import type { StartData } from './demo-data.ts'

/** The command that makes a page which shows this first. A customer is named if it is not the first. */
export function commandFor({ recipe, seed, customer, off }: StartData, options: string): string {
  return [
    `npx brownout demo --open${options} --recipe ${recipe} --seed ${quoted(seed)}`,
    ...(off.length === 0 ? [] : [`--without ${off.join(',')}`]),
    ...(customer === 1 ? [] : [`--customer ${customer}`]),
  ].join(' ')
}

/** A word as a shell takes it. */
function quoted(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
