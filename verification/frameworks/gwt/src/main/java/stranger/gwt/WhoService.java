package stranger.gwt;

import com.google.gwt.user.client.rpc.RemoteService;

/** Tells who somebody is. */
public interface WhoService extends RemoteService {

  /** Returns it. */
  String who();
}
