import type { RecipeFactory } from '../src/kit.ts'
import { anthropicOverloadWave } from './anthropic-overload-wave.ts'
import { azureQuotaGhost } from './azure-quota-ghost.ts'
import { azureWrongBlame } from './azure-wrong-blame.ts'
import { bereavementFare } from './bereavement-fare.ts'
import { claudeLoginThenApi } from './claude-login-then-api.ts'
import { claudeThreeBugs } from './claude-three-bugs.ts'
import { cloudflareFlicker } from './cloudflare-flicker.ts'
import { coldStartAfterDeploy } from './cold-start-after-deploy.ts'
import { contextCollapseInALongConversation } from './context-collapse-in-a-long-conversation.ts'
import { defaultsMoved } from './defaults-moved.ts'
import { deletedInAFreeze } from './deleted-in-a-freeze.ts'
import { elevenDayLoop } from './eleven-day-loop.ts'
import { emptyTwoHundred } from './empty-two-hundred.ts'
import { everyoneFellTogether } from './everyone-fell-together.ts'
import { geminiSafetyFilter } from './gemini-safety-filter.ts'
import { googleQuotaNull } from './google-quota-null.ts'
import { gpt4MarchToJune } from './gpt4-march-to-june.ts'
import { halfAMessage } from './half-a-message.ts'
import { launchDayLimits } from './launch-day-limits.ts'
import { lazyDecember } from './lazy-december.ts'
import { loadBalancerHour } from './load-balancer-hour.ts'
import { longMessageHalfRead } from './long-message-half-read.ts'
import { mailThatGivesOrders } from './mail-that-gives-orders.ts'
import { mondayTenOclock } from './monday-ten-oclock.ts'
import { oneBadHour } from './one-bad-hour.ts'
import { openaiAuthCacheShards } from './openai-auth-cache-shards.ts'
import { openaiAzurePower } from './openai-azure-power.ts'
import { openaiGpuNetworkLoss } from './openai-gpu-network-loss.ts'
import { openaiNamespaceLabel } from './openai-namespace-label.ts'
import { openaiRoutingCollapse } from './openai-routing-collapse.ts'
import { openaiTelemetryLockout } from './openai-telemetry-lockout.ts'
import { openaiThirtySecondHang } from './openai-thirty-second-hang.ts'
import { openaiTwoWaves } from './openai-two-waves.ts'
import { opusFallsSonnetDrowns } from './opus-falls-sonnet-drowns.ts'
import { quotaGoneOnTheLastDay } from './quota-gone-on-the-last-day.ts'
import { rateLimitMonday } from './rate-limit-monday.ts'
import { retiredTonight } from './retired-tonight.ts'
import { retriesProlongAnOutage } from './retries-prolong-an-outage.ts'
import { runawayAgentLoop } from './runaway-agent-loop.ts'
import { sameQuestionTwice } from './same-question-twice.ts'
import { scaleWall } from './scale-wall.ts'
import { sharedFateFallback } from './shared-fate-fallback.ts'
import { silentSuccessor } from './silent-successor.ts'
import { sixCasesThatNeverWere } from './six-cases-that-never-were.ts'
import { slopsquat } from './slopsquat.ts'
import { someoneElsesAnswer } from './someone-elses-answer.ts'
import { spendCapDisguised } from './spend-cap-disguised.ts'
import { stillBeingLoaded } from './still-being-loaded.ts'
import { swedenCentral } from './sweden-central.ts'
import { usEast1EmptyDns } from './us-east-1-empty-dns.ts'
import { vendorRoulette } from './vendor-roulette.ts'
import { yesManWeekend } from './yes-man-weekend.ts'

/** Every recipe there is: what the command line can name. */
export const recipes: readonly RecipeFactory[] = [
  anthropicOverloadWave,
  azureQuotaGhost,
  azureWrongBlame,
  bereavementFare,
  claudeLoginThenApi,
  claudeThreeBugs,
  cloudflareFlicker,
  coldStartAfterDeploy,
  contextCollapseInALongConversation,
  defaultsMoved,
  deletedInAFreeze,
  elevenDayLoop,
  emptyTwoHundred,
  everyoneFellTogether,
  geminiSafetyFilter,
  googleQuotaNull,
  gpt4MarchToJune,
  halfAMessage,
  launchDayLimits,
  lazyDecember,
  loadBalancerHour,
  longMessageHalfRead,
  mailThatGivesOrders,
  mondayTenOclock,
  oneBadHour,
  openaiAuthCacheShards,
  openaiAzurePower,
  openaiGpuNetworkLoss,
  openaiNamespaceLabel,
  openaiRoutingCollapse,
  openaiTelemetryLockout,
  openaiThirtySecondHang,
  openaiTwoWaves,
  opusFallsSonnetDrowns,
  quotaGoneOnTheLastDay,
  rateLimitMonday,
  retiredTonight,
  retriesProlongAnOutage,
  runawayAgentLoop,
  sameQuestionTwice,
  scaleWall,
  sharedFateFallback,
  silentSuccessor,
  sixCasesThatNeverWere,
  slopsquat,
  someoneElsesAnswer,
  spendCapDisguised,
  stillBeingLoaded,
  swedenCentral,
  usEast1EmptyDns,
  vendorRoulette,
  yesManWeekend,
]
