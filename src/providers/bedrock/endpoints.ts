import type { Endpoint } from '../../kit.ts'
import { converse } from './converse/index.ts'
import { countTokens } from './count-tokens/index.ts'
import { embed } from './embed/index.ts'
import { invoke } from './invoke/index.ts'

export const endpoints: readonly Endpoint[] = [...converse, ...invoke, embed, countTokens]
