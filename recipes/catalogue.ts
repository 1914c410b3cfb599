import type { RecipeFactory } from '../src/engine/recipe.ts'
import { anthropicOverloadWave } from './anthropic-overload-wave.ts'
import { cloudflareFlicker } from './cloudflare-flicker.ts'
import { everyoneFellTogether } from './everyone-fell-together.ts'
import { halfAMessage } from './half-a-message.ts'
import { oneBadHour } from './one-bad-hour.ts'
import { openaiGpuNetworkLoss } from './openai-gpu-network-loss.ts'
import { openaiThirtySecondHang } from './openai-thirty-second-hang.ts'

/** Every recipe there is: what the command line can name. */
export const recipes: readonly RecipeFactory[] = [
  anthropicOverloadWave,
  openaiThirtySecondHang,
  openaiGpuNetworkLoss,
  everyoneFellTogether,
  cloudflareFlicker,
  halfAMessage,
  oneBadHour,
]
