// Changes of streams, and keeping what was read before in step with them.

import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { answerOf, etagOf, server } from "../api/client.ts";
import { useRegionId, type Stream } from "../api/queries.ts";

interface StreamPage {
  items: Stream[];
  next_cursor: string | null;
}

/** Puts a stream as the server has it now into what was read before. */
export function useStoredStream(): (stream: Stream) => void {
  const region_id = useRegionId();
  const queries = useQueryClient();
  return (stream) => {
    const put = (page: StreamPage) => ({
      ...page,
      items: page.items.map((row) => (row.stream_id === stream.stream_id ? stream : row)),
    });
    queries.setQueriesData<InfiniteData<StreamPage>>(
      { queryKey: [region_id, "streams", "pages"] },
      (data) => data && { ...data, pages: data.pages.map(put) },
    );
    queries.setQueryData([region_id, "streams", "one", stream.stream_id], stream);
    void queries.invalidateQueries({ queryKey: [region_id, "names"] });
    void queries.invalidateQueries({ queryKey: [region_id, "streams", "site"] });
    void queries.invalidateQueries({ queryKey: [region_id, "map"] });
  };
}

/** Changes of one stream. */
export function useStreamUpdate({ stream_id, version }: Stream) {
  const region_id = useRegionId();
  const onStored = useStoredStream();
  return useMutation({
    mutationFn: (body: { cells?: Record<string, string>; qualities?: Record<string, string>[] }) =>
      answerOf(
        server.PATCH("/api/regions/{region_id}/streams/{stream_id}", {
          params: { path: { region_id, stream_id }, header: { "If-Match": etagOf(version) } },
          body,
        }),
      ),
    onSuccess: onStored,
  });
}
