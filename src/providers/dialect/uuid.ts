import type { Random } from '../../engine/base/random.ts'

/** Draws a UUID. */
export function uuidFrom(random: Random): string {
  const digits = random.id(30, 'hexadecimal')
  const variant = random.pick(['8', '9', 'a', 'b'])
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18)}`
}
