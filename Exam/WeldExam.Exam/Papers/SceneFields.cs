namespace WeldExam.Exam.Papers;

/// <summary>Reads the bank of scenes of a task.</summary>
internal static class SceneFields
{
    public static Scene Read(YamlFields scene) => new(
        scene.Text("id"),
        scene.Bilingual("title"),
        scene.Bilingual("text"),
        scene.Has("picture") ? ReadPicture(scene) : null,
        scene.List("hazards", ReadHazard));

    private static ScenePicture ReadPicture(YamlFields scene)
    {
        var picture = scene.Fields("picture");
        var (file, text) = (picture.Text("file"), picture.Text("sha256"));
        if (!Hash256.TryParse(text, out var hash))
            picture.Fail("sha256", "64 hexadecimal digits are expected");
        if (!PaperBundle.IsFileName(file))
            picture.Fail("file", "a plain file name is expected");
        picture.Close();
        return new(file, hash);
    }

    private static Hazard ReadHazard(YamlFields hazard) => new(
        hazard.Text("id"),
        hazard.Bilingual("text"),
        hazard.Bilingual("measure"),
        hazard.List("wrong", wrong => new Bilingual(wrong.Text("zh"), wrong.Text("en"))),
        hazard.Has("area") ? ReadArea(hazard) : null);

    private static HazardArea ReadArea(YamlFields hazard)
    {
        var fields = hazard.Fields("area");
        var area = new HazardArea(fields.Whole("left"), fields.Whole("top"), fields.Whole("width"), fields.Whole("height"));
        fields.Close();
        if (area.Left < 0 || area.Top < 0 || area.Width < 1 || area.Height < 1 || area.Left + area.Width > 1000 || area.Top + area.Height > 1000)
            hazard.Fail("area", "the area reaches past the picture");
        return area;
    }
}
