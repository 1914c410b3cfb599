import { bugs } from './bugs.ts'
import { correctApps } from './correct-apps.ts'
import { describeDefaultSearch } from './describe-default-search.ts'

describeDefaultSearch(bugs, correctApps)
