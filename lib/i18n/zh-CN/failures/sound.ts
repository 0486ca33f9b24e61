import type { sound as english } from "../../en/failures/sound";
import type { Strings } from "../../messages";

export const sound: Strings<typeof english> = {
  no_transcription_model: {
    title: "目前没有可用的语音转文字模型",
    cause: "没有此类模型以本系统货币标价，或全部已被隐藏。",
    next: "请联系管理员提供模型。",
    nextAdmin: "请在模型目录中为语音转文字模型设置价格，或重新显示已隐藏的模型。",
  },
  transcription_missing: {
    title: "此处无法将语音转为文字",
    cause: "本系统所用的服务商站点不提供这一功能。",
    next: "请自行输入文字，或联系管理员。",
    nextAdmin:
      "只有部分服务商站点提供语音转文字。一小时内会再次探测；也可将 SILICONFLOW_BASE_URL 设为提供该功能的站点。",
  },
  not_recording: {
    title: "这不是音频文件",
    next: "请选择音频文件。",
  },
  transcription_too_long: {
    title: "录音太长",
    cause: "一次最多转写四小时。",
    next: "请剪成几段后分别上传。",
  },
  transcription_too_long_timed: {
    title: "录音太长，无法标注时间",
    cause: "按短句切分时，一次最多处理一小时。",
    next: "请关闭时间标注，或先剪短录音。",
  },
  transcription_unread: {
    title: "无法读取这段录音",
    cause: "因此没有可以重试的部分。",
    next: "请换一段录音重新开始。",
  },
  transcription_untimed: {
    title: "没有时间信息",
    cause: "字幕需要时间，而这次转写没有标注时间。",
    next: "请打开时间标注后重新转写。",
  },
  speech_empty: {
    title: "没有可以朗读的内容",
    cause: "文本中没有文字，只有标点、标记或空白。",
    next: "请输入要朗读的文字。",
    nextAdmin: "请输入要朗读的文字。",
  },
  speech_too_long: {
    title: "文本过长",
    cause: "此处每次朗读的字符数有上限。",
    next: "请缩短文本，或分几次朗读。",
    nextAdmin: "请缩短文本，或分几次朗读。",
  },
  speech_marker: {
    title: "文本中有 <|endofprompt|> 标记",
    cause: "此模型不接受该位置的标记，会把它读出来。",
    next: "请删除该标记；若模型支持，请在专门的栏中填写朗读方式。",
    nextAdmin: "请删除该标记；若模型支持，请在专门的栏中填写朗读方式。",
  },
  speech_instruction: {
    title: "此模型不支持朗读方式说明",
    next: "请删除说明，或换一个支持的模型。",
    nextAdmin: "请删除说明，或换一个支持的模型。",
  },
  speech_voice: {
    title: "此模型没有这个音色",
    next: "请选择该模型提供的音色。",
    nextAdmin: "请选择该模型提供的音色。",
  },
  speech_second_voice: {
    title: "双音色需要对话文本",
    cause: "两个音色都须为参考音频，文本须含 [S1] 和 [S2]，且模型须支持对话。",
    next: "请去掉第二个音色，或为对话选择两段参考音频。",
    nextAdmin: "请去掉第二个音色，或为对话选择两段参考音频。",
  },
  speech_sample_rate: {
    title: "此格式不支持该采样率",
    next: "请选择该格式允许的采样率。",
    nextAdmin: "请选择该格式允许的采样率。",
  },
  speech_cut: {
    title: "声音提前结束",
    cause: "已收到的部分已保留，可以收听。服务商已计费。",
    next: "可按所示价格重新生成这一段。",
    nextAdmin: "可按所示价格重新生成这一段。",
  },
  clip_not_audio: {
    title: "无法使用这段参考音频",
    cause: "参考音频须为 MP3、WAV 或 Opus 文件。",
    next: "请换一段录音。",
    nextAdmin: "请换一段录音。",
  },
  clip_too_long: {
    title: "参考音频过长",
    cause: "参考音频须短于 30 秒。",
    next: "请裁剪，8 到 10 秒最佳。",
    nextAdmin: "请裁剪，8 到 10 秒最佳。",
  },
  no_speech_model: {
    title: "没有可用的朗读模型",
    next: "请管理员开放一个语音合成模型。",
    nextAdmin: "请管理员开放一个语音合成模型。",
  },
  no_sound: {
    title: "这次朗读没有声音",
    cause: "没有任何一段生成成功。",
    next: "请查看原因后重新生成。",
    nextAdmin: "请查看原因后重新生成。",
  },
  part_whole: {
    title: "这一段是完整的",
    next: "无需重新生成。",
    nextAdmin: "无需重新生成。",
  },
  part_under_way: {
    title: "这一段正在朗读",
    next: "请等待它完成。",
    nextAdmin: "请等待它完成。",
  },
};
