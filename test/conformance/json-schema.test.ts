import { describeSuite } from './describe-suite.ts'
import { jsonSchemaAnswers, jsonSchemaJudge } from '../../docs/generate/conformance/json-schema.ts'

describeSuite(jsonSchemaJudge)
describeSuite(jsonSchemaAnswers)
