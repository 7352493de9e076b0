using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Storage;

namespace WeldExam.EdgeGateway.Keys;

/// <summary>A P-256 private key in a PEM file (PKCS #8) that only its owner may read.</summary>
public static class KeyFile
{
    /// <summary>secp256r1 (RFC 5480 §2.1.1.1).</summary>
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Loads the key, or makes one on first use.</summary>
    /// <exception cref="InvalidDataException">The file is there but is no such key, or others may read it.</exception>
    public static Es256Signer LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);
        if ((File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
            throw new InvalidDataException($"{path}: others may read this key; run chmod 600 {path}");
        try
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));

            // Other curves have 256 bits too, and a public key is read as readily as a private one.
            var curve = key.ExportParameters(includePrivateParameters: true).Curve.Oid;
            return curve.Value == P256 ? new Es256Signer(key) : throw new InvalidDataException($"{path}: not a P-256 key");
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new InvalidDataException($"{path}: not a private key in PEM form: {exception.Message}", exception);
        }
    }

    /// <summary>A fresh key that is never written anywhere: the evidence key of one boot.</summary>
    public static Es256Signer CreateEphemeral() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static void Create(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var file = new FileStream(fresh, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            file.Flush();
            Demand(Libc.Fsync(file.SafeFileHandle), fresh);
        }

        File.Move(fresh, path);
        using var names = Libc.Open(folder, Libc.ReadOnly | Libc.CloseOnExec, 0);
        Demand(names.IsInvalid ? -1 : Libc.Fsync(names), folder);
    }

    /// <summary>The key is registered at the centre: half a key after a power cut would be a box that nobody knows.</summary>
    private static void Demand(int result, string path)
    {
        if (result != 0)
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }
}
