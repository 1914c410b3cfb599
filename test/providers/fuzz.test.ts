import { it } from 'vitest'
import { fuzz } from './fuzz.ts'

it('answers or refuses any request in the form of its provider', () => fuzz(1_500), 60_000)
