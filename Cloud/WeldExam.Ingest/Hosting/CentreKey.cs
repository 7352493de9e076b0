using System.Security.Cryptography;
using WeldExam.Contracts.Signing;

namespace WeldExam.Ingest.Hosting;

/// <summary>The key that signs receipts and issued files: a PEM file with mode 0600.</summary>
public static class CentreKey
{
    /// <summary>Reads the key, or makes one at the first start.</summary>
    /// <exception cref="InvalidOperationException">Others may read the file.</exception>
    public static Es256Signer Open(string path)
    {
        if (!File.Exists(path))
            Make(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
            throw new InvalidOperationException($"{path} must be readable by its owner alone (chmod 600).");
        return new(Read(path));
    }

    public static string PublicHex(Es256Signer key) => Convert.ToHexStringLower(key.PublicKey.Span);

    private static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var half = path + ".new";
        File.Delete(half); // a start that was cut here left it; no signature was made with it
        using (var file = new StreamWriter(half, options))
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        File.Move(half, path);
    }
}
