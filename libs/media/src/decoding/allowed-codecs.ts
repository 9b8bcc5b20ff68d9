/** Picture codecs of endoscopy processors, recorders and capture boxes, by ffmpeg's names of the codecs. */
export const pictureCodecs: readonly string[] =
  'h264 hevc mpeg4 mpeg2video mpeg1video mjpeg dvvideo vp8 vp9 av1 prores wmv1 wmv2 wmv3 vc1'.split(' ');
/** Programs of others that may decode some of these. */
const theirDecoders = 'libvpx libvpx-vp9 libdav1d'.split(' ');
/** ffprobe opens a decoder for every stream of a file, also for those that are dropped later: sound, subtitles, covers. */
const dropped =
  'aac mp3 mp3float mp2 mp2float ac3 eac3 opus libopus vorbis flac alac wmav1 wmav2 wmapro wmavoice wmalossless amrnb pcm_s16le pcm_s16be pcm_s24le pcm_u8 pcm_alaw pcm_mulaw pcm_dvd pcm_bluray mov_text subrip srt ass webvtt dvdsub dvbsub pgssub text cc_dec png bmp gif'.split(
    ' ',
  );

/** Decoders that may run, by ffmpeg's names. */
export const allowedDecoders: readonly string[] = [...pictureCodecs, ...theirDecoders, ...dropped];
