/** What the webhost says in the terminal. Not part of the page's texts: the page never shows them. */
export const webhost = {
  nodeTooOld: 'MP Console 需要 Node {{needed}} 或更高版本，当前是 {{version}}。',
  started: '已启动。网址 10 分钟内有效，只能用一次；再要一个：kill -USR2 {{pid}}。按 Ctrl+C 停止。',
  startedHere: '已启动。网址 10 分钟内有效，只能用一次；再要一个：按回车。按 Ctrl+C 停止。',
  notAllWritten: '没能在 5 秒内写完全部数据，已强制退出。',
  portBusy: '端口 {{port}} 已被占用，改用 {{used}}。',
  otherName: '请用 127.0.0.1 打开，不要用 localhost：后者可能连到别人的程序。把网址里的主机名换掉即可。',
  unexpected: '发生意外错误，详情在日志 {{file}}。',
  flag: {
    unknown:
      '无法识别 {{flag}}。可用的参数：--port N、--vault FILE、--passphrase-fd N、--passphrase-file FILE、--data DIR、--open。',
    noValue: '{{flag}} 需要一个值。',
    port: '--port 需要 0 到 65535 的整数，后面可加 +（从它起第一个可用的），收到 {{value}}。',
    passphraseAlone: '--passphrase-fd 和 --passphrase-file 要和 --vault 一起用。',
    passphraseTwice: '--passphrase-fd 和 --passphrase-file 只能用一个。',
    passphraseFd: '--passphrase-fd 需要 0，或 3 到 999 的整数，收到 {{value}}。',
  },
  start: {
    printsSecrets: 'NODE_DEBUG 会让 Node 把收发的内容连同密钥打印出来（{{sets}}）。清除这个变量再启动。',
    noPage: '界面尚未构建。先运行 npm run build。',
    unsafeFolder: {
      'not-ours': '数据文件夹 {{folder}} 属于另一个用户。换一个自己的文件夹：--data DIR。',
      'open-to-others':
        '其他用户可以写入数据文件夹 {{folder}}。先收紧它的权限（chmod go-w），或换一个文件夹：--data DIR。',
    },
    dataFolder: '数据文件夹 {{folder}} 不可写（{{code}}）。换一个文件夹：--data DIR。',
    portTaken:
      '端口 {{port}} 已被占用，未启动。也许控制台已在运行。换一个端口：--port N；--port {{port}}+ 取其后第一个可用的，--port 0 任选。',
    noLaterPort: '从 {{port}} 起没有可用端口（{{code}}）。换一个端口：--port N，0 表示任意。',
    noPort: '无法监听端口 {{port}}（{{code}}）。换一个端口：--port N，0 表示任意。',
  },
  vault: {
    newPassphrase: '为新的密钥库设置口令：',
    repeatPassphrase: '再输入一次：',
    passphrase: '密钥库口令：',
    different: '两次输入的口令不一致，未创建密钥库。',
    empty: '口令不能为空。',
    noTerminal: '密钥库需要口令：在终端中启动，或用 --passphrase-file、--passphrase-fd、MP_CONSOLE_PASSPHRASE 给出。',
    passphraseShared: '口令文件 {{name}} 别人也能读，或不属于你。先运行 chmod 600，再启动。',
    passphraseTerminal: '{{name}} 是终端。要手动输入口令，去掉这个参数。',
    passphraseUnreadable: '无法从 {{name}} 读取口令（{{code}}）。',
    passphraseLong: '{{name}} 里的口令超过 4096 字节。',
    passphraseNoText: '{{name}} 里的口令不是 UTF-8 文本；随机字节请先用 base64 编码。',
    wrongPassphrase: '口令不对，或密钥库文件被改动过。{{file}} 保持原样。',
    notAVault: '{{file}} 不是 MP Console 的密钥库，保持原样。',
    damaged: '密钥库 {{file}} 已损坏或被改动过，打不开。文件保持原样；有备份就换回备份。',
    foreign: '其他用户能读写密钥库 {{file}}，而它不归你所有，所以不打开。让所有者收紧权限，或换一个文件。',
    newer: '{{file}} 由更新版本的 MP Console 写入，保持原样。',
    unreadable: '无法读写密钥库 {{file}}（{{code}}）。',
  },
} as const
