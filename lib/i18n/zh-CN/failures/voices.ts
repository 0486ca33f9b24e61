import type { voices as english } from "../../en/failures/voices";
import type { Strings } from "../../messages";

export const voices: Strings<typeof english> = {
  voice_missing: {
    title: "尚未选择音色",
    cause: "语音合成需要音色或参考录音。",
    next: "请选择音色后重试。",
    nextAdmin: "请选择音色后重试。",
  },
  voice: {
    title: "找不到这个声音",
    cause: "它可能已被删除，或不再共享。",
    next: "请选择其他声音。",
  },
  voice_model: {
    title: "这个声音是为其他模型制作的",
    next: "请选择对应的模型，或换一个声音。",
  },
  voice_none: {
    title: "该模型只能使用自带的声音",
    next: "请选择支持自定义声音的模型。",
  },
  voice_not_ready: {
    title: "这个声音暂时不能使用",
    cause: "它正在上传，或上传失败。",
    next: "请到“声音”页面查看。",
  },
  voice_gone: {
    title: "服务商已没有这个声音",
    cause: "它在服务商处被删除，或本站的密钥已换成其他账户。",
    next: "请在“声音”页面重新上传样本。",
    nextAdmin: "请在“声音”页面重新上传样本，并检查服务商账户是否已更换。",
  },
  voice_verification: {
    title: "本站暂时不能制作声音",
    cause: "服务商账户缺少所需的条件。",
    next: "请联系管理员。样本已保留。",
    nextAdmin:
      "服务商只接受已完成实名认证且有余额的账户上传声音。请在服务商控制台的账户页面完成实名认证，然后点击“重试”；样本已保留。",
  },
  voice_refused: {
    title: "服务商拒绝了这个样本",
    cause: "样本或其文字稿不符合服务商的要求。",
    next: "请删除后重新制作：只有一个人说话，8 至 10 秒，文字与所说内容完全一致。",
  },
  voice_unsettled: {
    title: "无法确认声音是否上传成功",
    cause: "服务商没有答复，列表中也没有它。",
    next: "请重试。如果出现两个，会自动删除其中一个。",
  },
  voice_no_sample: {
    title: "这个声音的样本已不存在",
    cause: "它已从作品库中删除。",
    next: "请删除后重新制作。",
  },
  voice_not_failed: {
    title: "这个声音并没有失败",
    next: "请刷新页面查看当前状态。",
  },
  voice_not_audio: {
    title: "这个文件不是录音",
    next: "请选择 MP3、WAV、Opus 或 FLAC 文件，或直接录音。",
  },
  voice_too_short: {
    title: "样本太短",
    cause: "服务商至少需要两秒才能学习一个声音。",
    next: "请选择更长的片段：8 至 10 秒最佳。",
  },
  voice_too_long: {
    title: "样本太长",
    cause: "服务商只接受 30 秒以内的样本。",
    next: "请选择更短的片段：8 至 10 秒最佳。",
  },
  voice_silent: {
    title: "样本中没有声音",
    next: "请选择其他片段，或检查麦克风后重新录音。",
  },
  too_many_voices: {
    title: "声音数量已达个人上限",
    next: "请删除不再需要的声音。",
  },
};
