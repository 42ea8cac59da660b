import { accounts } from './accounts.ts'
import { actions } from './actions.ts'
import { common } from './common.ts'
import { compare } from './compare.ts'
import { errcode } from './errcode.ts'
import { exchange } from './exchange.ts'
import { explain } from './explain.ts'
import { host } from './host.ts'
import { ipList } from './ip-list.ts'
import { palette } from './palette.ts'
import { problem } from './problem.ts'
import { request } from './request.ts'
import { route } from './route.ts'
import { sandbox } from './sandbox.ts'
import { settings } from './settings.ts'
import { share } from './share.ts'
import { timeline } from './timeline.ts'
import { token } from './token.ts'
import { whitelist } from './whitelist.ts'

/** The source language: its keys are the keys. */
export const zhCN = {
  accounts,
  actions,
  common,
  compare,
  errcode,
  exchange,
  explain,
  share,
  host,
  ipList,
  palette,
  problem,
  request,
  sandbox,
  settings,
  timeline,
  token,
  whitelist,
  route,
}
