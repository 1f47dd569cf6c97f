package stranger.struts;

/** For whoever comes through. */
public class BatchAction extends TextAction {

  private static final long serialVersionUID = 1L;

  @Override
  String answer() {
    return "PROTECTED batch";
  }
}
