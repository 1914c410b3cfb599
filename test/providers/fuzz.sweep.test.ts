import { it } from 'vitest'
import { fuzz } from './fuzz.ts'

it('answers or refuses any request in the form of its provider', () => fuzz(100_000), 3_600_000)
