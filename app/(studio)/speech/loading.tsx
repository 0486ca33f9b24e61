import { StudioSkeleton } from "@/components/creations/studio-skeleton";

export default function SpeechLoading() {
  return <StudioSkeleton />;
}
