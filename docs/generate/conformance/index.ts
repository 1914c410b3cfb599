import { jsonSchemaAnswers, jsonSchemaJudge } from './json-schema.ts'
import { langchainSuites } from './langchain/index.ts'
import { mcpConformance } from './mcp/index.ts'
import { openResponses } from './open-responses/index.ts'
import { sdkTypeSuites } from './sdk-types/index.ts'
import type { Suite } from './suite.ts'

/** Every suite of published cases. */
export const suites: readonly Suite[] = [
  jsonSchemaJudge,
  jsonSchemaAnswers,
  openResponses,
  mcpConformance,
  ...langchainSuites,
  ...sdkTypeSuites,
]
