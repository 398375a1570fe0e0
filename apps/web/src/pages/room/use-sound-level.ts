import { useEffect, useState } from 'react';

const lookEveryMs = 100;
/** Of full scale; a quiet room stays below it, a whisper does not. */
const audible = 0.01;
const silentAfterMs = 8_000;

export interface SoundLevel {
  /** From 0 to 1. */
  level: number;
  isSilent: boolean;
}

/** How loud the microphone is, and whether nothing has been heard for long. */
export function useSoundLevel(stream: MediaStream | null, isListening: boolean): SoundLevel {
  const [sound, setSound] = useState<SoundLevel>({ level: 0, isSilent: false });
  useEffect(() => {
    if (!stream || !isListening || stream.getAudioTracks().length === 0) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    const samples = new Float32Array(analyser.fftSize);
    context.createMediaStreamSource(stream).connect(analyser);
    let heardAt = performance.now();
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      const level = Math.min(1, Math.sqrt(power) * 4);
      if (Math.sqrt(power) > audible) heardAt = performance.now();
      setSound({ level, isSilent: performance.now() - heardAt > silentAfterMs });
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      void context.close();
      setSound({ level: 0, isSilent: false });
    };
  }, [stream, isListening]);
  return sound;
}
