import type { Endpoint } from '../../kit.ts'
import { chat } from './chat/index.ts'
import { embed } from './embed/index.ts'
import { generate } from './generate/index.ts'

export const endpoints: readonly Endpoint[] = [chat, generate, embed]
