import { describeSuite } from './describe-suite.ts'
import { sdkTypeSuites } from './suites/sdk-types/index.ts'

for (const suite of sdkTypeSuites) describeSuite(suite)
