import * as recipes from '../../../recipes/index.ts'
import type { RecipeFactory, RecipeOptions } from '../../../src/engine/plan/recipe.ts'
import type { Scene } from './scene.ts'
import { agent } from './scenes/agent.ts'
import { batch } from './scenes/batch.ts'
import { inTime } from './scenes/in-time.ts'
import { knowledge } from './scenes/knowledge.ts'
import { longConversation } from './scenes/long-conversation.ts'
import { policyAnswers } from './scenes/policy-answers.ts'
import { supportChat } from './scenes/support-chat.ts'
import { tenants } from './scenes/tenants.ts'
import { toolAgent } from './scenes/tool-agent.ts'

/** Which app each recipe is played with: one whose use of a model it affects. */
export const cast: ReadonlyMap<Scene, readonly RecipeFactory[]> = new Map([
  [
    supportChat,
    [
      recipes.anthropicOverloadWave,
      recipes.azureQuotaGhost,
      recipes.azureWrongBlame,
      recipes.claudeLoginThenApi,
      recipes.cloudflareFlicker,
      recipes.everyoneFellTogether,
      recipes.geminiSafetyFilter,
      recipes.googleQuotaNull,
      recipes.halfAMessage,
      recipes.loadBalancerHour,
      recipes.oneBadHour,
      recipes.openaiAuthCacheShards,
      recipes.openaiRoutingCollapse,
      recipes.openaiTelemetryLockout,
      recipes.openaiThirtySecondHang,
      recipes.openaiTwoWaves,
      recipes.opusFallsSonnetDrowns,
      recipes.quotaGoneOnTheLastDay,
      recipes.rateLimitMonday,
      recipes.retiredTonight,
      recipes.retriesProlongAnOutage,
      recipes.spendCapDisguised,
      recipes.swedenCentral,
      recipes.usEast1EmptyDns,
    ],
  ],
  [
    policyAnswers,
    [
      recipes.bereavementFare,
      recipes.claudeThreeBugs,
      recipes.defaultsMoved,
      recipes.emptyTwoHundred,
      recipes.gpt4MarchToJune,
      recipes.lazyDecember,
      recipes.openaiNamespaceLabel,
      recipes.sameQuestionTwice,
      recipes.sixCasesThatNeverWere,
      recipes.slopsquat,
      recipes.yesManWeekend,
    ],
  ],
  [knowledge, [recipes.indexDeletedAsUnused, recipes.searchFailsForSome, recipes.vectorStoreOutOfMemory]],
  [longConversation, [recipes.contextCollapseInALongConversation, recipes.longMessageHalfRead]],
  [agent, [recipes.deletedInAFreeze, recipes.elevenDayLoop, recipes.mailThatGivesOrders, recipes.runawayAgentLoop, recipes.vendorRoulette]],
  [tenants, [recipes.someoneElsesAnswer]],
  [
    toolAgent,
    [
      recipes.chargedTwiceOnReconnect,
      recipes.failedSearchFoundNothing,
      recipes.fiftyFiveSilentMinutes,
      recipes.isErrorIgnored,
      recipes.issueThatGivesOrders,
      recipes.logThatStopsTheServer,
      recipes.oneServerDownDropsAll,
      recipes.serverDiedAndStayedDead,
      recipes.sessionsLostAtDeploy,
      recipes.tokenRanOutMidTask,
      recipes.toolGoneAfterUpdate,
      recipes.versionOnStdout,
    ],
  ],
  [batch, [recipes.launchDayLimits, recipes.openaiAzurePower, recipes.openaiGpuNetworkLoss, recipes.scaleWall]],
  [
    inTime,
    [recipes.coldStartAfterDeploy, recipes.mondayTenOclock, recipes.sharedFateFallback, recipes.silentSuccessor, recipes.stillBeingLoaded],
  ],
])

/** Recipes of a provider that the support chat only falls back to. They are played on the one that it calls first. */
const onPrimary: ReadonlySet<RecipeFactory> = new Set([
  recipes.anthropicOverloadWave,
  recipes.claudeLoginThenApi,
  recipes.opusFallsSonnetDrowns,
  recipes.spendCapDisguised,
])

/** A recipe as its scene plays it. */
export function playedOn(recipe: RecipeFactory): RecipeFactory {
  if (!onPrimary.has(recipe)) return recipe
  return Object.assign((options?: RecipeOptions) => recipe({ on: 'openai', ...options }), { recipe: recipe.recipe })
}

/** The scene of a recipe. */
export function sceneOf(recipe: RecipeFactory): Scene {
  const found = [...cast].find(([, cast]) => cast.includes(recipe))
  if (found === undefined) throw new Error(`The recipe ${recipe.recipe.name} has no scene: add it to ${import.meta.url}.`)
  return found[0]
}
