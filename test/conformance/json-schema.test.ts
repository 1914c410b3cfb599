import { describeSuite } from './describe-suite.ts'
import { jsonSchemaAnswers, jsonSchemaJudge } from './suites/json-schema.ts'

describeSuite(jsonSchemaJudge)
describeSuite(jsonSchemaAnswers)
