package stranger.struts;

/** For those whom the interceptor {@code roles} lets through. */
public class AdminAction extends TextAction {

  private static final long serialVersionUID = 1L;

  @Override
  String answer() {
    return "PROTECTED " + request().getRemoteUser();
  }
}
