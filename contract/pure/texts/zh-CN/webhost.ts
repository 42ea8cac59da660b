/** What the webhost says in the terminal. Not part of the page's texts: the page never shows them. */
export const webhost = {
  nodeTooOld: 'MP Console 需要 Node {{needed}} 或更高版本，当前是 {{version}}。',
  started: '已启动，按 Ctrl+C 停止。',
  portBusy: '端口 {{port}} 已被占用，改用 {{used}}。',
  unexpected: '发生意外错误，详情在日志 {{file}}。',
  flag: {
    unknown: '无法识别 {{flag}}。可用的参数：--port N、--vault FILE、--data DIR、--open。',
    noValue: '{{flag}} 需要一个值。',
    port: '--port 需要 0 到 65535 的整数，收到 {{value}}。',
  },
  start: {
    noPage: '界面尚未构建。先运行 npm run build。',
    dataFolder: '数据目录 {{folder}} 不可写（{{code}}）。换一个目录：--data DIR。',
    noPort: '从 {{port}} 起没有可用端口（{{code}}）。换一个端口：--port N，0 表示任意。',
  },
  vault: {
    newPassphrase: '为新的密钥库设置口令：',
    repeatPassphrase: '再输入一次：',
    passphrase: '密钥库口令：',
    different: '两次输入的口令不一致，未创建密钥库。',
    empty: '口令不能为空。',
    noTerminal: '密钥库需要口令：在终端中启动，或设置 MP_CONSOLE_PASSPHRASE。',
    wrongPassphrase: '口令不对，或密钥库文件被改动过。{{file}} 保持原样。',
    notAVault: '{{file}} 不是 MP Console 的密钥库，保持原样。',
    newer: '{{file}} 由更新版本的 MP Console 写入，保持原样。',
    unreadable: '无法读写密钥库 {{file}}（{{code}}）。',
  },
} as const
